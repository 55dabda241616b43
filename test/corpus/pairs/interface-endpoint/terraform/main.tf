module "network" {
  source = "./network"
  name   = "shared"
  cidr   = "10.30.0.0/16"
  zones  = ["us-east-1a", "us-east-1b"]
}

resource "aws_security_group" "sg_app" {
  vpc_id = module.network.vpc_id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [module.network.cidr]
  }
}

resource "aws_security_group" "sg_batch" {
  vpc_id = module.network.vpc_id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "sg_ep" {
  vpc_id = module.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id            = aws_security_group.sg_ep.id
  referenced_security_group_id = aws_security_group.sg_app.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "if_sqs" {
  vpc_id              = module.network.vpc_id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-east-1.sqs"
  subnet_ids          = module.network.subnet_ids
  security_group_ids  = [aws_security_group.sg_ep.id]
  private_dns_enabled = true
}
