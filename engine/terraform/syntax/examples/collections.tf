locals {
  empty_list   = []
  empty_object = {}
  numbers      = [1, 2, 3,]
  mixed        = ["a", 1, true, null, var.x, [1, 2], { a = 1 }]
  lines = [
    "one",
    "two",
  ]
  inline = { a = 1, b = "two", c = [3] }
  colons = { "a" : 1, b : 2, "c-d" : 3 }
  keys = {
    plain       = 1
    "quoted"    = 2
    (var.key)   = 3
    "x-${var.k}" = 4
    5           = "five"
    if          = 6
    true        = 7
  }
  deep = {
    a = {
      b = {
        c = ["d", { e = "f" }]
      }
    }
  }
}
