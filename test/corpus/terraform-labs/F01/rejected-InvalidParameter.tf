resource "aws_vpc" "vpc" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = "claims" }
}

# Intake: reads the incoming claims.
resource "aws_subnet" "app_a" {
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "us-east-1a"
  tags              = { Name = "claims-intake-1a" }
}

# Settlement: reads the same claims and books them in the ledger, which stands in the data centre.
resource "aws_subnet" "app_b" {
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "us-east-1b"
  tags              = { Name = "claims-settlement-1b" }
}

# Quarantine: machines under investigation are moved here as they are, groups and role included.
resource "aws_subnet" "quar_a" {
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = "10.20.30.0/24"
  availability_zone = "us-east-1a"
  tags              = { Name = "quarantine-1a" }
}

resource "aws_route_table" "rt_a" {
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "rt_b" {
  vpc_id = aws_vpc.vpc.id
  route {
    cidr_block = "192.168.0.0/16"
    gateway_id = aws_vpn_gateway.vgw.id
  }
}

resource "aws_route_table" "rt_quar" {
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table_association" "this" {
  for_each = {
    a    = [aws_subnet.app_a.id, aws_route_table.rt_a.id]
    b    = [aws_subnet.app_b.id, aws_route_table.rt_b.id]
    quar = [aws_subnet.quar_a.id, aws_route_table.rt_quar.id]
  }
  subnet_id      = each.value[0]
  route_table_id = each.value[1]
}

resource "aws_security_group" "sg_app" {
  description = "claims programs"
  vpc_id      = aws_vpc.vpc.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpn_gateway" "vgw" {
  vpc_id = aws_vpc.vpc.id
  tags   = { Name = "to-the-data-centre" }
}

resource "aws_vpc_endpoint" "s3_gw" {
  vpc_id             = aws_vpc.vpc.id
  service_name       = "com.amazonaws.us-east-1.s3"
  security_group_ids = [aws_security_group.sg_app.id]
}
