// style
