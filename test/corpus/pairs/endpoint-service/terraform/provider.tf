resource "aws_vpc" "prov_vpc" {
  cidr_block = "10.50.0.0/16"
}

resource "aws_subnet" "prov" {
  for_each          = { a = 1, b = 2 }
  vpc_id            = aws_vpc.prov_vpc.id
  cidr_block        = cidrsubnet(aws_vpc.prov_vpc.cidr_block, 8, each.value)
  availability_zone = "us-east-1${each.key}"
}

resource "aws_security_group" "sg_target" {
  vpc_id = aws_vpc.prov_vpc.id
  ingress {
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.prov_vpc.cidr_block]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "target" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.prov["a"].id
  private_ip             = "10.50.1.20"
  vpc_security_group_ids = [aws_security_group.sg_target.id]
}

resource "aws_lb" "nlb" {
  name                             = "service"
  load_balancer_type               = "network"
  internal                         = true
  subnets                          = values(aws_subnet.prov)[*].id
  enable_cross_zone_load_balancing = true
}

resource "aws_lb_target_group" "tg" {
  name     = "service"
  port     = 8443
  protocol = "TCP"
  vpc_id   = aws_vpc.prov_vpc.id
}

resource "aws_lb_target_group_attachment" "target" {
  target_group_arn = aws_lb_target_group.tg.arn
  target_id        = aws_instance.target.id
  port             = 8443
}

resource "aws_lb_listener" "listener" {
  load_balancer_arn = aws_lb.nlb.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tg.arn
  }
}

resource "aws_vpc_endpoint_service" "svc" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.nlb.arn]
}
