# Everything that leaves the application's subnet is looked at by appliances behind a gateway load balancer.
locals {
  zone = "us-east-1a"
}

resource "aws_vpc" "inspection" {
  cidr_block = "10.150.0.0/16"
}

resource "aws_subnet" "appliance" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = "10.150.1.0/24"
  availability_zone = local.zone
}

resource "aws_security_group" "appliance" {
  vpc_id = aws_vpc.inspection.id
  ingress {
    from_port   = 6081
    to_port     = 6081
    protocol    = "udp"
    cidr_blocks = ["10.150.0.0/16"]
  }
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["10.150.0.0/16"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "appliance" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "c7g.large"
  subnet_id              = aws_subnet.appliance.id
  vpc_security_group_ids = [aws_security_group.appliance.id]
  source_dest_check      = false
}

resource "aws_lb" "gwlb" {
  name               = "inspection"
  load_balancer_type = "gateway"
  subnet_mapping {
    subnet_id = aws_subnet.appliance.id
  }
}

resource "aws_lb_target_group" "gwlb" {
  name     = "appliances"
  port     = 6081
  protocol = "GENEVE"
  vpc_id   = aws_vpc.inspection.id
  health_check {
    port     = 80
    protocol = "TCP"
  }
}

resource "aws_lb_target_group_attachment" "appliance" {
  target_group_arn = aws_lb_target_group.gwlb.arn
  target_id        = aws_instance.appliance.id
}

resource "aws_lb_listener" "gwlb" {
  load_balancer_arn = aws_lb.gwlb.id
  default_action {
    target_group_arn = aws_lb_target_group.gwlb.id
    type             = "forward"
  }
}

resource "aws_vpc_endpoint_service" "gwlb" {
  acceptance_required        = false
  gateway_load_balancer_arns = [aws_lb.gwlb.arn]
}

resource "aws_vpc" "app" {
  cidr_block = "10.151.0.0/16"
}

resource "aws_subnet" "app" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.151.1.0/24"
  availability_zone = local.zone
}

resource "aws_subnet" "endpoint" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.151.2.0/24"
  availability_zone = local.zone
}

resource "aws_internet_gateway" "app" {
  vpc_id = aws_vpc.app.id
}

resource "aws_vpc_endpoint" "gwlb" {
  vpc_id            = aws_vpc.app.id
  vpc_endpoint_type = aws_vpc_endpoint_service.gwlb.service_type
  service_name      = aws_vpc_endpoint_service.gwlb.service_name
  subnet_ids        = [aws_subnet.endpoint.id]
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.app.id
  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = aws_vpc_endpoint.gwlb.id
  }
}

resource "aws_route_table" "endpoint" {
  vpc_id = aws_vpc.app.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.app.id
  }
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.app.id
  route {
    cidr_block      = aws_subnet.app.cidr_block
    vpc_endpoint_id = aws_vpc_endpoint.gwlb.id
  }
}

resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.app.id
}

resource "aws_route_table_association" "endpoint" {
  subnet_id      = aws_subnet.endpoint.id
  route_table_id = aws_route_table.endpoint.id
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.app.id
  route_table_id = aws_route_table.edge.id
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.app.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
