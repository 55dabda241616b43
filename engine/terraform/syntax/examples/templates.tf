locals {
  plain        = "plain"
  one          = "${var.name}"
  around       = "a-${var.name}-b"
  escaped      = "tab\t quote\" back\\slash \u00e9 line\nend"
  dollars      = "$${not.this} and $ alone and $$ twice"
  percents     = "%%{not this} 100% sure"
  inner        = "x-${lookup(var.m, "key", "${var.other}")}-y"
  object       = "${jsonencode({ a = "b" })}"
  directive    = "%{ if var.a }yes%{ else }no%{ endif }"
  loop         = "%{ for x in var.list ~}${x},%{ endfor ~}"
  trim         = "a ${~ var.x ~} b"
  empty        = ""
}
