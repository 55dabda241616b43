variable "name" {
  type        = string
  description = "A name, \"quoted\""
  default     = "x"
  nullable    = false
  sensitive   = true

  validation {
    condition     = can(regex("^[a-z]+$", var.name))
    error_message = "Letters alone."
  }
}
variable "plain" {}
variable "list" {
  type    = list(string)
  default = ["a", "b"]
}
variable "object" {
  type = map(object({
    cidr   = string
    public = optional(bool, false)
    tags   = optional(map(string), {})
    pair   = tuple([string, number])
    any    = any
  }))
  default = {}
}
output "x" {
  value       = aws_vpc.main.id
  description = "The network"
  depends_on  = [aws_vpc.main]
}
