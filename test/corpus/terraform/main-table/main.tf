resource "aws_vpc" "this" {
  cidr_block           = "10.6.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "implicit" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.6.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "explicit" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.6.2.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "own" {
  vpc_id = aws_vpc.this.id
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.this.id
  route_table_id = aws_route_table.main.id
}

resource "aws_route_table_association" "explicit" {
  subnet_id      = aws_subnet.explicit.id
  route_table_id = aws_route_table.own.id
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  route_table_ids   = [aws_route_table.main.id]
}
