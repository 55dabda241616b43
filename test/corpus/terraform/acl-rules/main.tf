resource "aws_vpc" "this" {
  cidr_block = "10.83.0.0/16"
}

resource "aws_vpc_ipv4_cidr_block_association" "pods" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_subnet" "nodes" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.83.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "pods" {
  vpc_id            = aws_vpc_ipv4_cidr_block_association.pods.vpc_id
  cidr_block        = "100.64.0.0/18"
  availability_zone = "us-east-1a"
}

resource "aws_network_acl" "pods" {
  vpc_id = aws_vpc.this.id
}

resource "aws_network_acl_association" "pods" {
  network_acl_id = aws_network_acl.pods.id
  subnet_id      = aws_subnet.pods.id
}

resource "aws_network_acl_rule" "pods" {
  for_each = {
    in_https  = { number = 100, egress = false, from = 443, to = 443 }
    out_reply = { number = 100, egress = true, from = 1024, to = 65535 }
  }
  network_acl_id = aws_network_acl.pods.id
  rule_number    = each.value.number
  egress         = each.value.egress
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = aws_subnet.nodes.cidr_block
  from_port      = each.value.from
  to_port        = each.value.to
}

resource "aws_security_group" "any" {
  vpc_id = aws_vpc.this.id
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
