provider "aws" {
  region = "us-east-1"
}

variable "zones" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b"]
}

module "network" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.8.1"

  name = "wide"
  cidr = "10.33.0.0/16"
  azs  = var.zones

  public_subnets   = ["10.33.0.0/24", "10.33.1.0/24"]
  private_subnets  = ["10.33.10.0/24", "10.33.11.0/24"]
  database_subnets = ["10.33.20.0/24", "10.33.21.0/24"]

  enable_nat_gateway     = true
  one_nat_gateway_per_az = true
  reuse_nat_ips          = true
  external_nat_ip_ids    = aws_eip.nat[*].id

  create_database_subnet_route_table     = true
  create_database_internet_gateway_route = true

  enable_ipv6                                    = true
  public_subnet_ipv6_prefixes                    = [0, 1]
  private_subnet_ipv6_prefixes                   = [10, 11]
  private_subnet_assign_ipv6_address_on_creation = true

  enable_vpn_gateway                 = true
  propagate_private_route_tables_vgw = true

  manage_default_network_acl     = false
  manage_default_route_table     = false
  default_security_group_ingress = [{ self = true }]
  default_security_group_egress  = [{ from_port = 0, to_port = 0, protocol = "-1", cidr_blocks = "10.33.0.0/16,0.0.0.0/0" }]

  database_dedicated_network_acl = true
  database_inbound_acl_rules = [
    { rule_number = 100, rule_action = "allow", from_port = 5432, to_port = 5432, protocol = "tcp", cidr_block = "10.33.10.0/23" },
  ]
}

resource "aws_eip" "nat" {
  count  = length(var.zones)
  domain = "vpc"
}

module "web" {
  source = "terraform-aws-modules/security-group/aws//modules/https-443"

  name                = "web"
  vpc_id              = module.network.vpc_id
  ingress_cidr_blocks = ["0.0.0.0/0"]
}

output "tables" {
  value = concat(module.network.private_route_table_ids, module.network.database_route_table_ids)
}
