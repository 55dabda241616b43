vpc_cidr           = "10.16.0.0/16"
environment        = "prod"
availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]

endpoints = {
  sqs = {}
  sns = { private_dns = false }
  logs = {
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "logs:PutLogEvents", "Resource": "*" }]
      }
    JSON
  }
}
