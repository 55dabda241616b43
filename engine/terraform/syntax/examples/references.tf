locals {
  index        = aws_subnet.a[0].id
  key          = aws_subnet.a["x"].id
  variable_key = aws_subnet.a[var.key].tags["Name"]
  splat        = aws_subnet.a[*].id
  splat_index  = aws_subnet.a[*].tags["Name"]
  old_splat    = aws_subnet.a.*.id
  old_index    = aws_subnet.a.0.id
  old_first    = aws_subnet.a.*.id[0]
  module       = module.net["a"].subnets["x"].id
  data         = data.aws_region.current.name
  each         = each.value.cidr
  path         = "${path.module}/policy.json"
  workspace    = terraform.workspace
  entry        = aws_vpc_endpoint.s3.dns_entry[0]["dns_name"]
  with-dash    = aws_vpc.my-vpc.id
}
