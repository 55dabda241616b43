locals {
  inbound = [
    { no = 100, action = "allow", protocol = "tcp", cidr = "10.40.1.0/24", from = 5432, to = 5432 },
    { no = 110, action = "deny", protocol = "tcp", cidr = "10.40.1.0/24", from = 22, to = 22 },
  ]
}

resource "aws_vpc" "Vpc" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "front" {
  vpc_id            = aws_vpc.Vpc.id
  cidr_block        = "10.40.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "back" {
  vpc_id            = aws_vpc.Vpc.id
  cidr_block        = "10.40.2.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.Vpc.id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_acl" "back_acl" {
  vpc_id     = aws_vpc.Vpc.id
  subnet_ids = [aws_subnet.back.id]

  dynamic "ingress" {
    for_each = local.inbound
    content {
      rule_no    = ingress.value.no
      action     = ingress.value.action
      protocol   = ingress.value.protocol
      cidr_block = ingress.value.cidr
      from_port  = ingress.value.from
      to_port    = ingress.value.to
    }
  }

  ingress {
    rule_no    = 120
    action     = "allow"
    protocol   = "icmp"
    cidr_block = "10.40.0.0/16"
    icmp_type  = 8
    icmp_code  = -1
    from_port  = 0
    to_port    = 0
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = 6
    cidr_block = "10.40.1.0/24"
    from_port  = 32768
    to_port    = 60000
  }
}
