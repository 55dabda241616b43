// A line of one kind,
# and a line of the other.
/* A block
   over lines, with "quotes" and { braces */
locals {
  a = 1 // after a value
  b = 2 # after another
  c = /* before a value */ 3
  d = [ # within a list
    1,  // one
    /* two */ 2,
  ]
  e = { # within an object
    x = 1 # the first
    // nothing
    y = 2
  }
  f = "not # a comment // at all /* here */"
}
/* the end */
