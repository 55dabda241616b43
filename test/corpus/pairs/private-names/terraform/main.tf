terraform {
  required_version = ">= 1.5"
}

resource "aws_vpc" "vpc" {
  cidr_block           = "10.70.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "app_a" {
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = "10.70.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "app_b" {
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = "10.70.2.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_security_group" "sg" {
  vpc_id = aws_vpc.vpc.id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [aws_vpc.vpc.cidr_block]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_route53_zone" "zone" {
  name = "corp.internal"
  vpc {
    vpc_id = aws_vpc.vpc.id
  }
}

resource "aws_route53_record" "db" {
  zone_id = aws_route53_zone.zone.zone_id
  name    = "db"
  type    = "A"
  ttl     = 60
  records = ["10.70.2.15"]
}

resource "aws_route53_record" "www" {
  zone_id = aws_route53_zone.zone.zone_id
  name    = "www.corp.internal"
  type    = "CNAME"
  ttl     = 60
  records = [aws_route53_record.db.fqdn]
}

resource "aws_vpc_endpoint" "if_sqs" {
  vpc_id             = aws_vpc.vpc.id
  vpc_endpoint_type  = "Interface"
  service_name       = "com.amazonaws.us-east-1.sqs"
  subnet_ids         = [aws_subnet.app_a.id]
  security_group_ids = [aws_security_group.sg.id]
}

resource "aws_route53_zone" "sqs_zone" {
  name = "sqs.us-east-1.amazonaws.com"
  vpc {
    vpc_id = aws_vpc.vpc.id
  }
}

resource "aws_route53_record" "sqs_alias" {
  zone_id = aws_route53_zone.sqs_zone.id
  name    = ""
  type    = "A"
  alias {
    name                   = aws_vpc_endpoint.if_sqs.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.if_sqs.dns_entry[0].hosted_zone_id
    evaluate_target_health = true
  }
}
