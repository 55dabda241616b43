# Endpoints in a network that somebody else made: what is looked up in the account is not known here, and nothing is refused because of it.
data "aws_vpc" "selected" {
  tags = {
    Name = "platform"
  }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.selected.id]
  }
}

data "aws_route_tables" "private" {
  vpc_id = data.aws_vpc.selected.id
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = data.aws_vpc.selected.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = data.aws_vpc.selected.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "sqs" {
  vpc_id              = data.aws_vpc.selected.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-east-1.sqs"
  subnet_ids          = data.aws_subnets.private.ids
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = data.aws_vpc.selected.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = data.aws_route_tables.private.ids
}

# This network is known, and what is wrong in it is said.
resource "aws_vpc" "own" {
  cidr_block = "10.91.0.0/16"
  tags = {
    Peer = data.aws_vpc.selected.id
  }
}

resource "aws_subnet" "outside" {
  vpc_id     = aws_vpc.own.id
  cidr_block = "10.92.0.0/24"
}
