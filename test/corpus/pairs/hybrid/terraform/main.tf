variable "onprem" {
  type    = list(string)
  default = ["192.168.0.0/16"]
}

resource "aws_vpc" "vpc" {
  cidr_block           = "10.90.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "app" {
  for_each          = zipmap(["a", "b"], ["10.90.1.0/24", "10.90.2.0/24"])
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = each.value
  availability_zone = "us-east-1${each.key}"
}

resource "aws_vpn_gateway" "vgw" {
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "rt" {
  vpc_id           = aws_vpc.vpc.id
  propagating_vgws = [aws_vpn_gateway.vgw.id]
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.rt.id
}

resource "aws_customer_gateway" "cgw" {
  bgp_asn    = 65000
  ip_address = "192.0.2.1"
  type       = "ipsec.1"
}

resource "aws_vpn_connection" "vpn" {
  customer_gateway_id = aws_customer_gateway.cgw.id
  vpn_gateway_id      = aws_vpn_gateway.vgw.id
  type                = "ipsec.1"
  static_routes_only  = true
}

resource "aws_vpn_connection_route" "office" {
  for_each               = toset(var.onprem)
  vpn_connection_id      = aws_vpn_connection.vpn.id
  destination_cidr_block = each.key
}

resource "aws_security_group" "sg_dns" {
  vpc_id = aws_vpc.vpc.id

  dynamic "ingress" {
    for_each = ["udp", "tcp"]
    content {
      from_port   = 53
      to_port     = 53
      protocol    = ingress.value
      cidr_blocks = var.onprem
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "sg_ep" {
  vpc_id = aws_vpc.vpc.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = concat(var.onprem, [aws_vpc.vpc.cidr_block])
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_route53_resolver_endpoint" "inbound_dns" {
  direction          = "INBOUND"
  security_group_ids = [aws_security_group.sg_dns.id]

  ip_address {
    subnet_id = aws_subnet.app["a"].id
    ip        = "10.90.1.53"
  }
  ip_address {
    subnet_id = aws_subnet.app["b"].id
    ip        = "10.90.2.53"
  }
}

resource "aws_vpc_endpoint" "s3_gw" {
  vpc_id            = aws_vpc.vpc.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = aws_route_table.rt[*].id
}

resource "aws_vpc_endpoint" "if_s3" {
  vpc_id              = aws_vpc.vpc.id
  service_name        = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [for each in aws_subnet.app : each.id]
  security_group_ids  = [aws_security_group.sg_ep.id]
  private_dns_enabled = true
  depends_on          = [aws_vpc_endpoint.s3_gw]

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = true
  }
}
