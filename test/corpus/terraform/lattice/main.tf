provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "owner" {
  cidr_block = "10.41.0.0/16"
}

resource "aws_subnet" "owner" {
  vpc_id            = aws_vpc.owner.id
  cidr_block        = "10.41.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "gateway" {
  vpc_id = aws_vpc.owner.id
  egress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.owner.cidr_block]
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.owner.id
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.gateway.id]
  }
}

resource "aws_vpclattice_resource_gateway" "this" {
  name               = "db"
  vpc_id             = aws_vpc.owner.id
  subnet_ids         = [aws_subnet.owner.id]
  security_group_ids = [aws_security_group.gateway.id]
}

resource "aws_vpclattice_resource_configuration" "db" {
  name                        = "db"
  resource_gateway_identifier = aws_vpclattice_resource_gateway.this.id
  port_ranges                 = ["5432"]
  protocol                    = "TCP"

  resource_configuration_definition {
    ip_resource {
      ip_address = "10.41.1.20"
    }
  }
}

resource "aws_vpclattice_service_network" "this" {
  name      = "shared"
  auth_type = "NONE"
}

resource "aws_vpclattice_service_network_resource_association" "db" {
  resource_configuration_identifier = aws_vpclattice_resource_configuration.db.id
  service_network_identifier        = aws_vpclattice_service_network.this.id
}

resource "aws_vpc" "consumer" {
  cidr_block = "10.42.0.0/16"
}

resource "aws_subnet" "consumer" {
  vpc_id            = aws_vpc.consumer.id
  cidr_block        = "10.42.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "consumer" {
  vpc_id = aws_vpc.consumer.id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [aws_vpc.consumer.cidr_block]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "resource" {
  vpc_id                     = aws_vpc.consumer.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = aws_vpclattice_resource_configuration.db.arn
  subnet_ids                 = [aws_subnet.consumer.id]
  security_group_ids         = [aws_security_group.consumer.id]
}

resource "aws_ram_resource_share" "db" {
  name                      = "db"
  allow_external_principals = true
}

resource "aws_ram_resource_association" "db" {
  resource_share_arn = aws_ram_resource_share.db.arn
  resource_arn       = aws_vpclattice_resource_configuration.db.arn
}

resource "aws_ram_principal_association" "partner" {
  resource_share_arn = aws_ram_resource_share.db.arn
  principal          = "222233334444"
}

resource "aws_vpclattice_service" "web" {
  name = "web"
}
