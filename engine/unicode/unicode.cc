// unicode
