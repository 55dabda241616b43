locals {
  vpcs = {
    Prod   = { cidr = "10.10.0.0/16", table = "Spokes" }
    Dev    = { cidr = "10.11.0.0/16", table = "Spokes" }
    Shared = { cidr = "10.12.0.0/16", table = "Hub" }
  }
}

resource "aws_ec2_transit_gateway" "tgw" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

resource "aws_ec2_transit_gateway_route_table" "Spokes" {
  transit_gateway_id = aws_ec2_transit_gateway.tgw.id
}

resource "aws_ec2_transit_gateway_route_table" "Hub" {
  transit_gateway_id = aws_ec2_transit_gateway.tgw.id
}

module "spoke" {
  source   = "./spoke"
  for_each = local.vpcs

  name               = each.key
  cidr               = each.value.cidr
  transit_gateway_id = aws_ec2_transit_gateway.tgw.id
  route_table_id     = each.value.table == "Hub" ? aws_ec2_transit_gateway_route_table.Hub.id : aws_ec2_transit_gateway_route_table.Spokes.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_to_spokes" {
  transit_gateway_attachment_id  = module.spoke["Shared"].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.Spokes.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "prod_to_hub" {
  transit_gateway_attachment_id  = module.spoke["Prod"].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.Hub.id
}

resource "aws_ec2_transit_gateway_route" "dev_to_hub" {
  destination_cidr_block         = local.vpcs.Dev.cidr
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.Hub.id
}
