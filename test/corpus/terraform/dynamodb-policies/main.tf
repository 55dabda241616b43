resource "aws_vpc" "this" {
  cidr_block           = "10.11.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.11.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.us-east-1.dynamodb"
  route_table_ids = [aws_vpc.this.default_route_table_id]
  policy          = file("${path.module}/policies/endpoint.json")
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_resource_policy" "orders" {
  resource_arn = aws_dynamodb_table.orders.arn
  policy = templatefile("${path.module}/policies/table.json.tftpl", {
    table    = aws_dynamodb_table.orders.arn
    endpoint = aws_vpc_endpoint.dynamodb.id
  })
}
