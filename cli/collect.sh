#!/bin/sh
# Prints the commands that gather a network for `workbook validate` and `workbook probe` ({"describe": "FOLDER"}).
#
#   cli/collect.sh [FOLDER] [REGION…]          prints them, so that they can be read first
#   cli/collect.sh [FOLDER] [REGION…] | sh     runs them with the credentials that the aws command has
#
# Every command only reads. What they print goes to FOLDER/accounts/ACCOUNT/REGION/ (FOLDER is `described` unless told, REGION the one that
# the aws command uses) and nowhere else. Actions that they need: ec2:Describe*, ec2:Get*, ec2:SearchTransitGatewayRoutes,
# elasticloadbalancing:Describe*, route53:List*, route53:GetHostedZone, route53resolver:List*, and where policies are wanted
# s3:ListAllMyBuckets, s3:GetBucketPolicy, iam:GetAccountAuthorizationDetails. A command that is refused leaves no file; what is
# missing is then named when the folder is read.
set -eu

folder=${1:-described}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- '"$(aws configure get region)"'

cat <<HEAD
set -u
export AWS_PAGER= AWS_DEFAULT_OUTPUT=json
account=\$(aws sts get-caller-identity --query Account --output text)
# ask FILE COMMAND…: what the command prints, or nothing where it is refused.
ask() { file=\$1; shift; mkdir -p "\$(dirname "\$file")"; aws "\$@" > "\$file" || rm -f "\$file"; }
# ids COMMAND… : the ids that a query gives, one a line.
ids() { aws "\$@" --output text 2> /dev/null | tr '\t' '\n' | grep -v '^None\$' || true; }
HEAD

for region in "$@"; do
  cat <<REGION

export AWS_REGION=$region
home=$folder/accounts/\$account/\$AWS_REGION
REGION
  for what in vpcs subnets route-tables network-acls security-groups internet-gateways egress-only-internet-gateways nat-gateways addresses \
    network-interfaces instances vpc-peering-connections vpn-gateways vpn-connections dhcp-options managed-prefix-lists prefix-lists \
    vpc-endpoints vpc-endpoint-service-configurations vpc-endpoint-connections transit-gateways transit-gateway-attachments \
    transit-gateway-vpc-attachments transit-gateway-peering-attachments transit-gateway-route-tables; do
    echo "ask \"\$home/$what.json\" ec2 describe-$what"
  done
  # What these print does not say what it belongs to, so the id is written beside it.
  cat <<'EACH'
for vpc in $(ids ec2 describe-vpcs --query 'Vpcs[].VpcId'); do
  ask "$home/vpc-attribute/$vpc-hostnames.json" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsHostnames
  ask "$home/vpc-attribute/$vpc-support.json" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsSupport
done
for list in $(ids ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId'); do
  ask "$home/prefix-list-entries/$list.json" ec2 get-managed-prefix-list-entries --prefix-list-id "$list" \
    --query "{PrefixListId: '$list', Entries: Entries}"
done
for service in $(ids ec2 describe-vpc-endpoint-service-configurations --query 'ServiceConfigurations[].ServiceId'); do
  ask "$home/service-permissions/$service.json" ec2 describe-vpc-endpoint-service-permissions --service-id "$service" \
    --query "{ServiceId: '$service', AllowedPrincipals: AllowedPrincipals}"
done
for name in $(ids ec2 describe-vpc-endpoints --query "VpcEndpoints[?starts_with(ServiceName, 'com.amazonaws.vpce.')].ServiceName"); do
  ask "$home/endpoint-services/$name.json" ec2 describe-vpc-endpoint-services --service-names "$name"
done
for table in $(ids ec2 describe-transit-gateway-route-tables --query 'TransitGatewayRouteTables[].TransitGatewayRouteTableId'); do
  ask "$home/transit-gateway-routes/$table.json" ec2 search-transit-gateway-routes --transit-gateway-route-table-id "$table" \
    --filters Name=state,Values=active,blackhole --query "{TransitGatewayRouteTableId: '$table', Routes: Routes}"
  ask "$home/transit-gateway-associations/$table.json" ec2 get-transit-gateway-route-table-associations \
    --transit-gateway-route-table-id "$table" --query "{TransitGatewayRouteTableId: '$table', Associations: Associations}"
done
ask "$home/load-balancers.json" elbv2 describe-load-balancers
ask "$home/target-groups.json" elbv2 describe-target-groups
for balancer in $(ids elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn'); do
  ask "$home/listeners/${balancer##*/}.json" elbv2 describe-listeners --load-balancer-arn "$balancer"
  ask "$home/load-balancer-attributes/${balancer##*/}.json" elbv2 describe-load-balancer-attributes --load-balancer-arn "$balancer" \
    --query "{LoadBalancerArn: '$balancer', Attributes: Attributes}"
done
for group in $(ids elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn'); do
  ask "$home/target-health/${group##*/}.json" elbv2 describe-target-health --target-group-arn "$group" \
    --query "{TargetGroupArn: '$group', TargetHealthDescriptions: TargetHealthDescriptions}"
  ask "$home/target-group-attributes/${group##*/}.json" elbv2 describe-target-group-attributes --target-group-arn "$group" \
    --query "{TargetGroupArn: '$group', Attributes: Attributes}"
done
ask "$home/resolver-endpoints.json" route53resolver list-resolver-endpoints
ask "$home/resolver-rules.json" route53resolver list-resolver-rules
ask "$home/resolver-rule-associations.json" route53resolver list-resolver-rule-associations
for endpoint in $(ids route53resolver list-resolver-endpoints --query 'ResolverEndpoints[].Id'); do
  ask "$home/resolver-addresses/$endpoint.json" route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id "$endpoint" \
    --query "{ResolverEndpointId: '$endpoint', IpAddresses: IpAddresses}"
done
EACH
done

# Private zones, buckets and principals belong to no Region: they are asked for once, and kept with the last one.
cat <<'ONCE'

ask "$home/hosted-zones.json" route53 list-hosted-zones
for zone in $(ids route53 list-hosted-zones --query 'HostedZones[?Config.PrivateZone].Id'); do
  zone=${zone##*/}
  ask "$home/hosted-zone/$zone.json" route53 get-hosted-zone --id "$zone" --query '{HostedZone: HostedZone, VPCs: VPCs}'
  ask "$home/record-sets/$zone.json" route53 list-resource-record-sets --hosted-zone-id "$zone" \
    --query "{HostedZoneId: '$zone', ResourceRecordSets: ResourceRecordSets}"
done
ask "$home/buckets.json" s3api list-buckets
for bucket in $(ids s3api list-buckets --query 'Buckets[].Name'); do
  ask "$home/bucket-policy/$bucket.json" s3api get-bucket-policy --bucket "$bucket" --query "{Bucket: '$bucket', Policy: Policy}"
done
ask "$home/principals.json" iam get-account-authorization-details
ONCE
