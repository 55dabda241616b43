resource "aws_iam_policy" "p" {
  policy = <<EOF2
{
  "Version": "2012-10-17",
  "Resource": "${aws_s3_bucket.b.arn}/*"
}
EOF2

  indented = <<-EOT
    first
      second ${var.x}

    third
  EOT

  script = <<-SCRIPT
    #!/bin/bash
    echo "$HOME" $${HOME} \n
    %{ if var.debug ~}
    set -x
    %{ endif ~}
    done
  SCRIPT

  call = trimspace(<<-TEXT
    within a call
  TEXT
  )
}
