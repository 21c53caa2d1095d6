// block
