locals {
  none     = timestamp()
  one      = length(var.list)
  nested   = join(",", concat(["a"], [for x in var.l : x]))
  expand   = merge(var.maps...)
  expand2  = max(1, var.numbers...)
  trailing = coalesce(
    var.a,
    var.b,
  )
  try      = try(var.a.b.c, null)
  can      = can(regex("^[a-z]+$", var.name)) ? "ok" : "bad"
  regex    = regex("(\\d+)\\.(\\d+)", "10.20")
  provider = provider::aws::arn_parse(var.arn)
}
