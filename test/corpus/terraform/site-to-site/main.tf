resource "aws_vpc" "this" {
  cidr_block = "10.51.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.51.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_vpn_gateway" "this" {
  amazon_side_asn = 64512
}

resource "aws_vpn_gateway_attachment" "this" {
  vpc_id         = aws_vpc.this.id
  vpn_gateway_id = aws_vpn_gateway.this.id
}

resource "aws_customer_gateway" "office" {
  bgp_asn    = 65010
  ip_address = "198.51.100.1"
  type       = "ipsec.1"
  tags       = { Name = "office" }
}

resource "aws_vpn_connection" "office" {
  vpn_gateway_id          = aws_vpn_gateway.this.id
  customer_gateway_id     = aws_customer_gateway.office.id
  type                    = aws_customer_gateway.office.type
  static_routes_only      = false
  tunnel1_inside_cidr     = "169.254.10.0/30"
  tunnel1_preshared_key   = "not-a-secret"
  tunnel2_inside_cidr     = "169.254.11.0/30"
  tunnel2_ike_versions    = ["ikev2"]
  remote_ipv4_network_cidr = "10.51.0.0/16"
}

resource "aws_route_table" "this" {
  vpc_id           = aws_vpc.this.id
  propagating_vgws = [aws_vpn_gateway_attachment.this.vpn_gateway_id]
}

resource "aws_route_table_association" "this" {
  subnet_id      = aws_subnet.this.id
  route_table_id = aws_route_table.this.id
}

resource "aws_security_group" "this" {
  vpc_id = aws_vpc.this.id
  ingress {
    protocol    = "icmp"
    from_port   = 8
    to_port     = 0
    cidr_blocks = ["172.16.0.0/12"]
  }
  egress {
    protocol    = "tcp"
    from_port   = 1433
    to_port     = 1433
    cidr_blocks = ["172.16.0.0/12"]
  }
}
