variable "aws_region" {
  description = "Where everything stands"
  type        = string
  default     = "eu-west-1"
}

variable "vpc_cidr" {
  type = string
}

variable "availability_zones" {
  type    = list(string)
  default = []
}

variable "environment" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "Either dev or prod."
  }
}

variable "endpoints" {
  type = map(object({
    private_dns = optional(bool, true)
    policy      = optional(string)
  }))
  default = {}
}

variable "tags" {
  type    = map(string)
  default = {}
}
