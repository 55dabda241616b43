resource "aws_vpc" "this" {
  cidr_block = "10.71.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.71.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_internet_gateway" "this" {}

resource "aws_internet_gateway_attachment" "this" {
  internet_gateway_id = aws_internet_gateway.this.id
  vpc_id              = aws_vpc.this.id
}

resource "aws_route" "internet" {
  route_table_id         = aws_vpc.this.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
  depends_on             = [aws_internet_gateway_attachment.this]
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.this.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id   = aws_subnet.this.id
  private_ips = ["10.71.1.50"]
}

resource "aws_network_interface_sg_attachment" "web" {
  network_interface_id = aws_network_interface.web.id
  security_group_id    = aws_security_group.web.id
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  network_interface {
    network_interface_id = aws_network_interface.web.id
    device_index         = 0
  }
}

resource "aws_eip" "web" {
  domain            = "vpc"
  network_interface = aws_network_interface.web.id
}

resource "aws_instance" "open" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.this.id
  vpc_security_group_ids      = [aws_security_group.web.id]
  associate_public_ip_address = true
}

resource "aws_instance" "closed" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.this.id
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_eip" "spare" {
  domain = "vpc"
}

resource "aws_eip_association" "spare" {
  allocation_id = aws_eip.spare.id
  instance_id   = aws_instance.late.id
}

resource "aws_network_interface" "late" {
  subnet_id       = aws_subnet.this.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_network_interface_attachment" "late" {
  instance_id          = aws_instance.late.id
  network_interface_id = aws_network_interface.late.id
  device_index         = 0
}

resource "aws_instance" "late" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
