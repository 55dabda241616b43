locals {
  upper    = [for s in var.names : upper(s)]
  filtered = [for i, s in var.names : "${i}-${s}" if s != ""]
  object   = { for k, v in var.map : k => v.id }
  grouped  = { for s in var.subnets : s.zone => s.id... if s.public }
  nested = flatten([
    for name, network in var.networks : [
      for subnet in network.subnets : {
        name = "${name}-${subnet.name}"
        cidr = subnet.cidr
      }
    ]
  ])
  multi = {
    for k, v in var.map :
    k => merge(v, { extra = true })
    if v != null
  }
}
