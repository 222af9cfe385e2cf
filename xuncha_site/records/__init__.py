"""What a record is: declared fields, one module a type, and all that is derived from them."""
