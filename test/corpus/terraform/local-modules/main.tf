terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
  backend "s3" {
    bucket = "state"
    key    = "network"
    region = "us-east-1"
  }
}

module "network" {
  for_each = {
    blue  = { cidr = "10.1.0.0/16", nat = true }
    green = { cidr = "10.2.0.0/16", nat = false }
  }
  source     = "./modules/network"
  name       = each.key
  cidr       = each.value.cidr
  create_nat = each.value.nat
}

output "vpcs" {
  value = { for name, network in module.network : name => network.vpc_id }
}
