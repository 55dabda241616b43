resource "aws_vpc" "this" {
  cidr_block = "10.82.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id = aws_vpc.these.id
  cidr_block = "10.82.1.0/24"
}

resource "aws_route_table" "a" {
}
