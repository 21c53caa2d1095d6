// qr
