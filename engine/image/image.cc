// image
