// shape
