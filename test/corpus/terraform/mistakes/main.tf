# A configuration with slips: they are named where they stand, and what can be read is read.
resource "aws_vpc" "this" {
  cidr_block          = "10.81.0.0/16"
  enable_dns_hostname = true
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.81.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "also_a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.81.2.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "outside" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.99.1.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_security_group" "both" {
  vpc_id = aws_vpc.this.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.81.0.0/16"]
  }
}

resource "aws_security_group_rule" "both" {
  type              = "ingress"
  security_group_id = aws_security_group.both.id
  cidr_blocks       = ["10.81.0.0/16"]
  protocol          = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_endpoint" "sqs" {
  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-east-1.sqs"
  subnet_ids          = [aws_subnet.a.id, aws_subnet.also_a.id]
  security_group_ids  = [aws_security_group.both.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id             = aws_vpc.this.id
  service_name       = "com.amazonaws.us-east-1.s3"
  security_group_ids = [aws_security_group.both.id]
}
