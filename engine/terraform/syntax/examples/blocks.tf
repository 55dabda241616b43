resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
  ingress {
    from_port = 80
    to_port   = 80
    protocol  = "tcp"
  }
  egress { cidr_blocks = ["0.0.0.0/0"] }
  timeouts {}

  dynamic "ingress" {
    for_each = var.rules
    iterator = rule
    content {
      from_port = rule.value.port
      dynamic "inner" {
        for_each = rule.value.inner
        content { x = inner.key }
      }
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags, ingress[0].from_port]
    precondition {
      condition     = var.x > 0
      error_message = "No."
    }
  }

  provisioner "local-exec" {
    command = "echo ${self.id}"
  }
}

resource aws_eip nat {
  domain = "vpc"
}
