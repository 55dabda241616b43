# A group without egress blocks: AWS lets everything out of a new group, Terraform takes that rule away.
resource "aws_vpc" "this" {
  cidr_block           = "10.3.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.3.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "silent" {
  name_prefix = "silent-"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "empty" {
  name   = "empty"
  vpc_id = aws_vpc.this.id
  egress = []
}

resource "aws_security_group" "open" {
  name   = "open"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "open" {
  security_group_id = aws_security_group.open.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "from_open" {
  for_each = {
    silent = aws_security_group.silent.id
    open   = aws_security_group.open.id
  }
  security_group_id            = each.value
  referenced_security_group_id = aws_security_group.open.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
