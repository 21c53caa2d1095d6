// pdf
