provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_ec2_transit_gateway" "east" {}

resource "aws_ec2_transit_gateway" "west" {
  provider = aws.west
}

resource "aws_ec2_transit_gateway_peering_attachment" "this" {
  transit_gateway_id      = aws_ec2_transit_gateway.east.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.west.id
  peer_region             = "us-west-2"
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "this" {
  provider                      = aws.west
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.this.id
}

module "east" {
  source             = "./vpc"
  cidr               = "10.10.0.0/16"
  zone               = "us-east-1a"
  transit_gateway_id = aws_ec2_transit_gateway.east.id
}

module "west" {
  source             = "./vpc"
  providers          = { aws = aws.west }
  cidr               = "10.20.0.0/16"
  zone               = "us-west-2a"
  transit_gateway_id = aws_ec2_transit_gateway.west.id
}

resource "aws_ec2_transit_gateway_route" "to_west" {
  destination_cidr_block         = module.west.cidr
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.this.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway.east.association_default_route_table_id
}

resource "aws_ec2_transit_gateway_route" "to_east" {
  provider                       = aws.west
  destination_cidr_block         = module.east.cidr
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.this.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway.west.association_default_route_table_id
}
