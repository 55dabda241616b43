# One zone for several VPCs: one of them named in the zone, others associated, one through a Profile.
variable "spokes" {
  type    = map(string)
  default = { one = "10.31.0.0/16", two = "10.32.0.0/16", lone = "10.33.0.0/16" }
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.30.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "spoke" {
  for_each             = var.spokes
  cidr_block           = each.value
  enable_dns_hostnames = true
}

resource "aws_subnet" "spoke" {
  for_each          = aws_vpc.spoke
  vpc_id            = each.value.id
  cidr_block        = cidrsubnet(each.value.cidr_block, 8, 0)
  availability_zone = "us-east-1a"
}

resource "aws_route53_zone" "internal" {
  name = "internal.example"
  vpc {
    vpc_id = aws_vpc.hub.id
  }
  lifecycle {
    ignore_changes = [vpc]
  }
}

resource "aws_route53_zone_association" "one" {
  zone_id = aws_route53_zone.internal.zone_id
  vpc_id  = aws_vpc.spoke["one"].id
}

resource "aws_route53_vpc_association_authorization" "one" {
  zone_id = aws_route53_zone.internal.zone_id
  vpc_id  = aws_vpc.spoke["one"].id
}

resource "aws_route53profiles_profile" "shared" {
  name = "shared"
}

resource "aws_route53profiles_resource_association" "zone" {
  name         = "zone"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_route53_zone.internal.arn
}

resource "aws_route53profiles_association" "two" {
  name        = "two"
  profile_id  = aws_route53profiles_profile.shared.id
  resource_id = aws_vpc.spoke["two"].id
}

resource "aws_route53_record" "api" {
  zone_id = aws_route53_zone.internal.zone_id
  name    = "api.${aws_route53_zone.internal.name}"
  type    = "A"
  ttl     = 300
  records = ["10.30.0.10"]
}
