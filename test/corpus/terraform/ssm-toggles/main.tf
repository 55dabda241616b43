variable "enable_ssm" {
  type    = bool
  default = true
}

variable "enable_kms" {
  type    = bool
  default = false
}

locals {
  services = {
    ssm         = { name = "com.amazonaws.us-east-1.ssm", enabled = var.enable_ssm }
    ssmmessages = { name = "com.amazonaws.us-east-1.ssmmessages", enabled = var.enable_ssm }
    ec2messages = { name = "com.amazonaws.us-east-1.ec2messages", enabled = var.enable_ssm }
    kms         = { name = "com.amazonaws.us-east-1.kms", enabled = var.enable_kms }
  }
}

data "aws_vpc_endpoint_service" "this" {
  for_each = { for name, service in local.services : name => service if service.enabled }
  service  = each.key
}

resource "aws_vpc" "this" {
  cidr_block           = "10.61.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.61.${count.index}.0/24"
  availability_zone = count.index == 0 ? "us-east-1a" : "us-east-1b"
}

resource "aws_vpc_endpoint" "this" {
  for_each            = { for name, service in local.services : name => service if service.enabled }
  vpc_id              = aws_vpc.this.id
  service_name        = data.aws_vpc_endpoint_service.this[each.key].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  tags = {
    Name = each.key
  }
}

resource "aws_vpc_endpoint_subnet_association" "this" {
  for_each        = { for pair in setproduct(keys(aws_vpc_endpoint.this), [0, 1]) : "${pair[0]}-${pair[1]}" => pair }
  vpc_endpoint_id = aws_vpc_endpoint.this[each.value[0]].id
  subnet_id       = aws_subnet.this[each.value[1]].id
}

resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.this.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.this.cidr_block]
  }
}

resource "aws_vpc_endpoint_security_group_association" "this" {
  for_each                    = aws_vpc_endpoint.this
  vpc_endpoint_id             = each.value.id
  security_group_id           = aws_security_group.endpoints.id
  replace_default_association = each.key != "ssm"
}
