// issue
