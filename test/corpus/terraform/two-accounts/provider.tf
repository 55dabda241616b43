variable "consumer_account" {
  default = "222233334444"
}

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias  = "consumer"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::${var.consumer_account}:role/terraform"
  }
}

resource "aws_vpc" "service" {
  cidr_block = "10.100.0.0/16"
}

resource "aws_subnet" "service" {
  for_each          = { us-east-1a = 1, us-east-1b = 2 }
  vpc_id            = aws_vpc.service.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.service.cidr_block, 8, each.value)
}

resource "aws_security_group" "nlb" {
  vpc_id = aws_vpc.service.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.200.0.0/16"]
  }
  egress {
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.service.cidr_block]
  }
}

resource "aws_lb" "this" {
  name               = "service"
  internal           = true
  load_balancer_type = "network"
  security_groups    = [aws_security_group.nlb.id]

  dynamic "subnet_mapping" {
    for_each = aws_subnet.service
    content {
      subnet_id            = subnet_mapping.value.id
      private_ipv4_address = cidrhost(subnet_mapping.value.cidr_block, 50)
    }
  }
}

resource "aws_lb_target_group" "this" {
  name_prefix        = "svc-"
  port               = 8443
  protocol           = "TCP"
  target_type        = "ip"
  vpc_id             = aws_vpc.service.id
  preserve_client_ip = false
  proxy_protocol_v2  = true
}

resource "aws_lb_target_group_attachment" "this" {
  target_group_arn = aws_lb_target_group.this.arn
  target_id        = aws_network_interface.server.private_ip
}

resource "aws_network_interface" "server" {
  subnet_id       = aws_subnet.service["us-east-1a"].id
  private_ips     = ["10.100.1.20"]
  security_groups = [aws_security_group.server.id]
}

resource "aws_security_group" "server" {
  vpc_id = aws_vpc.service.id
}

resource "aws_security_group_rule" "server" {
  type                     = "ingress"
  security_group_id        = aws_security_group.server.id
  source_security_group_id = aws_security_group.nlb.id
  protocol                 = "tcp"
  from_port                = 8443
  to_port                  = 8443
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = "443"
  protocol          = "TCP"
  default_action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.this.arn
      }
    }
  }
}

resource "aws_vpc_endpoint_service" "this" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.this.arn]
}

resource "aws_vpc_endpoint_service_allowed_principal" "consumer" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.this.id
  principal_arn           = "arn:aws:iam::${var.consumer_account}:root"
}

resource "aws_vpc_endpoint_connection_accepter" "consumer" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.this.id
  vpc_endpoint_id         = aws_vpc_endpoint.this.id
}

resource "aws_sns_topic" "connections" {
  name = "connections"
}

resource "aws_vpc_endpoint_connection_notification" "this" {
  vpc_endpoint_service_id     = aws_vpc_endpoint_service.this.id
  connection_notification_arn = aws_sns_topic.connections.arn
  connection_events           = ["Accept", "Reject"]
}
