locals {
  subnets = {
    AppA   = { cidr = "10.20.1.0/24", zone = "a", table = "workers" }
    AppB   = { cidr = "10.20.2.0/24", zone = "b", table = "workers" }
    GuestA = { cidr = "10.20.50.0/24", zone = "c", table = "guests" }
    EpA    = { cidr = "10.20.9.0/28", zone = "a", table = "endpoints" }
    EpB    = { cidr = "10.20.9.16/28", zone = "b", table = "endpoints" }
  }
}

resource "aws_vpc" "vpc" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = each.value.cidr
  availability_zone = "us-east-1${each.value.zone}"
  tags              = { Name = each.key }
}

resource "aws_route_table" "this" {
  for_each = toset([for subnet in local.subnets : subnet.table])
  vpc_id   = aws_vpc.vpc.id
}

resource "aws_route_table_association" "this" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.table].id
}

resource "aws_security_group" "this" {
  for_each = toset(["SgApp", "SgGuest", "SgWeb", "SgEp"])
  vpc_id   = aws_vpc.vpc.id
  tags     = { Name = each.key }
}

resource "aws_vpc_security_group_egress_rule" "all" {
  for_each          = aws_security_group.this
  security_group_id = each.value.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = {
    portal-for-guests = ["SgWeb", "SgGuest"]
    endpoint-portal   = ["SgEp", "SgWeb"]
    endpoint-workers  = ["SgEp", "SgApp"]
  }
  security_group_id            = aws_security_group.this[each.value[0]].id
  referenced_security_group_id = aws_security_group.this[each.value[1]].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "if_sqs" {
  vpc_id              = aws_vpc.vpc.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-east-1.sqs"
  subnet_ids          = [aws_subnet.this["EpA"].id, aws_subnet.this["EpB"].id]
  security_group_ids  = [aws_security_group.this["SgEp"].id]
  private_dns_enabled = true
}
