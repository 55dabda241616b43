resource "aws_vpc" "cons_vpc" {
  cidr_block = "10.60.0.0/16"
}

resource "aws_subnet" "cons_a" {
  vpc_id            = aws_vpc.cons_vpc.id
  cidr_block        = "10.60.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "sg_cons" {
  vpc_id = aws_vpc.cons_vpc.id
}

resource "aws_vpc_security_group_ingress_rule" "in" {
  security_group_id = aws_security_group.sg_cons.id
  cidr_ipv4         = aws_vpc.cons_vpc.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "out" {
  security_group_id = aws_security_group.sg_cons.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_endpoint" "if_svc" {
  vpc_id             = aws_vpc.cons_vpc.id
  vpc_endpoint_type  = "Interface"
  service_name       = aws_vpc_endpoint_service.svc.service_name
  subnet_ids         = [aws_subnet.cons_a.id]
  security_group_ids = [aws_security_group.sg_cons.id]
}
