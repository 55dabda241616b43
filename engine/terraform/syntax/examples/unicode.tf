locals {
  größe  = "Größe"
  emoji  = "🚀 ${local.größe}"
  kanji  = "東京"
  _under = 1
}
