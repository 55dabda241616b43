locals {
  sum         = 1 + 2 * 3 - 4 / 2 % 3
  comparison  = var.a > 1 && var.b <= 2 || !var.c
  equality    = var.a == "x" != false
  negative    = -1
  negated     = -var.a
  parentheses = (1 + 2) * 3
  conditional = var.enabled ? "yes" : "no"
  nested      = var.a ? var.b ? 1 : 2 : var.c ? 3 : 4
  over_lines = (
    var.a
    ? "yes"
    : "no"
  )
  long = (
    var.a &&
    var.b
  )
  float = 1.5
  large = 10000000
}
