# Containers without a way to the internet: images, logs and secrets come through endpoints.
variable "region" {
  default = "us-east-1"
}

locals {
  interface_services = toset(["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"])
}

resource "aws_vpc" "this" {
  cidr_block           = "172.20.0.0/20"
  enable_dns_hostnames = "true"
  enable_dns_support   = "true"
}

resource "aws_subnet" "tasks" {
  count             = 2
  vpc_id            = "${aws_vpc.this.id}"
  cidr_block        = "${cidrsubnet(aws_vpc.this.cidr_block, 4, count.index)}"
  availability_zone = "${var.region}${count.index == 0 ? "a" : "b"}"
}

resource "aws_route_table" "tasks" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "tasks" {
  count          = length(aws_subnet.tasks)
  subnet_id      = element(aws_subnet.tasks.*.id, count.index)
  route_table_id = aws_route_table.tasks.id
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group_rule" "tasks_to_endpoints" {
  description              = "HTTPS to the endpoints"
  type                     = "egress"
  from_port                = 443
  to_port                  = 443
  protocol                 = "tcp"
  security_group_id        = aws_security_group.tasks.id
  source_security_group_id = aws_security_group.endpoints.id
}

resource "aws_security_group_rule" "tasks_to_s3" {
  type              = "egress"
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  security_group_id = aws_security_group.tasks.id
  prefix_list_ids   = [aws_vpc_endpoint.s3.prefix_list_id]
}

resource "aws_security_group_rule" "endpoints_from_tasks" {
  type                     = "ingress"
  from_port                = 443
  to_port                  = 443
  protocol                 = "tcp"
  security_group_id        = aws_security_group.endpoints.id
  source_security_group_id = aws_security_group.tasks.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tasks.id]
  policy            = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "OnlyLayers",
      "Effect": "Allow",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*"
    }
  ]
}
POLICY
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = local.interface_services
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${each.value}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.tasks[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_ecs_cluster" "this" {
  name = "private"
}
