module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.8.1"
  name    = "x"
  azs     = ["us-east-1a", "us-east-1b"]
  providers = {
    aws     = aws.east
    aws.dst = aws.west
  }
}
module "local" {
  source   = "./modules/net"
  for_each = toset(["a", "b"])
  cidr     = "10.${index(["a", "b"], each.key)}.0.0/16"
}
moved {
  from = aws_vpc.a
  to   = aws_vpc.b
}
import {
  to = aws_vpc.b
  id = "vpc-1"
}
check "up" {
  assert {
    condition     = true
    error_message = "down"
  }
}
