resource "aws_vpc" "consumer" {
  provider   = aws.consumer
  cidr_block = "10.200.0.0/16"
}

resource "aws_subnet" "consumer" {
  provider          = aws.consumer
  vpc_id            = aws_vpc.consumer.id
  cidr_block        = "10.200.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "consumer" {
  provider = aws.consumer
  vpc_id   = aws_vpc.consumer.id
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    self      = true
  }
  egress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    self      = true
  }
}

resource "aws_vpc_endpoint" "this" {
  provider           = aws.consumer
  vpc_id             = aws_vpc.consumer.id
  vpc_endpoint_type  = "Interface"
  service_name       = aws_vpc_endpoint_service.this.service_name
  subnet_ids         = [aws_subnet.consumer.id]
  security_group_ids = [aws_security_group.consumer.id]
  depends_on         = [aws_vpc_endpoint_service_allowed_principal.consumer]
}
