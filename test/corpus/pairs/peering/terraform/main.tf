resource "aws_vpc" "vpc" {
  for_each   = toset(["A", "B"])
  cidr_block = each.key == "A" ? "10.1.0.0/16" : "10.2.0.0/16"
}

resource "aws_subnet" "a_1" {
  vpc_id            = aws_vpc.vpc["A"].id
  cidr_block        = "10.1.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "b" {
  count             = 2
  vpc_id            = aws_vpc.vpc["B"].id
  cidr_block        = "10.2.${count.index + 1}.0/24"
  availability_zone = element(["us-east-1a", "us-east-1b"], count.index)
  tags              = { Name = format("B%d", count.index + 1) }
}

resource "aws_route_table" "rt_a" {
  vpc_id = aws_vpc.vpc["A"].id
  route {
    cidr_block                = aws_vpc.vpc["B"].cidr_block
    vpc_peering_connection_id = aws_vpc_peering_connection.pcx.id
  }
}

resource "aws_route_table" "rt_b" {
  vpc_id = aws_vpc.vpc["B"].id
}

resource "aws_route" "b_to_a" {
  route_table_id            = aws_route_table.rt_b.id
  destination_cidr_block    = aws_vpc.vpc["A"].cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.pcx.id
}

resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a_1.id
  route_table_id = aws_route_table.rt_a.id
}

resource "aws_route_table_association" "b" {
  subnet_id      = aws_subnet.b[0].id
  route_table_id = aws_route_table.rt_b.id
}

resource "aws_vpc_peering_connection" "pcx" {
  vpc_id      = aws_vpc.vpc["A"].id
  peer_vpc_id = aws_vpc.vpc["B"].id
  auto_accept = true
}

resource "aws_security_group" "sg_a" {
  vpc_id = aws_vpc.vpc["A"].id
  egress = [{
    description      = "out"
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

resource "aws_security_group" "sg_b" {
  vpc_id = aws_vpc.vpc["B"].id
}

resource "aws_security_group_rule" "from_a" {
  type                     = "ingress"
  security_group_id        = aws_security_group.sg_b.id
  source_security_group_id = aws_security_group.sg_a.id
  protocol                 = "tcp"
  from_port                = 8080
  to_port                  = 8080
}

resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.sg_b.id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
}
