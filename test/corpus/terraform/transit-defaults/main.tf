# A gateway with its default table; one attachment is taken out of it, as a firewall's would be.
resource "aws_ec2_transit_gateway" "this" {
  description                     = "hub"
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
}

locals {
  vpcs = { a = 0, b = 1, quarantine = 2 }
}

resource "aws_vpc" "this" {
  for_each   = local.vpcs
  cidr_block = cidrsubnet("10.160.0.0/12", 4, each.value)
}

resource "aws_subnet" "this" {
  for_each          = local.vpcs
  vpc_id            = aws_vpc.this[each.key].id
  cidr_block        = cidrsubnet(aws_vpc.this[each.key].cidr_block, 8, 1)
  availability_zone = "us-east-1a"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  for_each           = local.vpcs
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this[each.key].id
  subnet_ids         = [aws_subnet.this[each.key].id]

  transit_gateway_default_route_table_association = each.key != "quarantine"
  transit_gateway_default_route_table_propagation = each.key != "quarantine"
}

resource "aws_ec2_transit_gateway_route_table" "quarantine" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}

resource "aws_ec2_transit_gateway_route_table_association" "quarantine" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this["quarantine"].id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.quarantine.id
}

resource "aws_ec2_managed_prefix_list" "office" {
  name           = "office"
  address_family = "IPv4"
  max_entries    = 2
  entry {
    cidr        = "192.168.0.0/24"
    description = "desks"
  }
  entry {
    cidr = "192.168.1.0/24"
  }
}

resource "aws_ec2_transit_gateway_prefix_list_reference" "office" {
  prefix_list_id                 = aws_ec2_managed_prefix_list.office.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway.this.association_default_route_table_id
  blackhole                      = true
}

resource "aws_route" "this" {
  for_each               = local.vpcs
  route_table_id         = aws_vpc.this[each.key].main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.this.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}

resource "aws_security_group" "any" {
  for_each = local.vpcs
  vpc_id   = aws_vpc.this[each.key].id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "all"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "all"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
