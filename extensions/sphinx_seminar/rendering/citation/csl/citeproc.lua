-- Run by `pandoc lua` in a folder that holds request.json and the styles which it names.
-- Writes one line of JSON that says which items cannot be read, and one for each job.

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local function words(text)
  local found = pandoc.Inlines {}
  for word in text:gmatch('%S+') do
    if #found > 0 then found:insert(pandoc.Space()) end
    found:insert(pandoc.Str(word))
  end
  return found
end

local function citation(item)
  local made = pandoc.Citation(('e%d'):format(item.item), item.mode or 'NormalCitation')
  if item.prefix then made.prefix = words(item.prefix) end
  if item.suffix then made.suffix = words(item.suffix) end
  return made
end

local function paragraph(cluster)
  local items = {}
  for position, item in ipairs(cluster) do items[position] = citation(item) end
  return pandoc.Para { pandoc.Cite({}, items) }
end

-- Items are texts of JSON: one that pandoc refuses does not cost the others.
local function references_of(items)
  local found, failed = {}, {}
  local is_good, all = pcall(pandoc.read, '[' .. table.concat(items, ',') .. ']', 'csljson')
  if is_good then return all.meta.references, failed end
  for position, item in ipairs(items) do
    local is_read, one = pcall(pandoc.read, '[' .. item .. ']', 'csljson')
    if is_read then
      found[position] = one.meta.references[1]
    else
      failed[tostring(position - 1)] = tostring(one)
    end
  end
  return found, failed
end

local request = pandoc.json.decode(read('request.json'), false)
local references, failed = references_of(request.items)
io.write(pandoc.json.encode({ failed = failed }), '\n')

for _, job in ipairs(request.jobs) do
  local known, blocks = {}, {}
  for _, position in ipairs(job.items) do
    local reference = references[position + 1]
    if reference then
      known[#known + 1] = reference
      -- Cited one by one first, so that numbers follow the order of the request.
      blocks[#blocks + 1] = paragraph { { item = position } }
    end
  end
  for _, cluster in ipairs(job.clusters) do blocks[#blocks + 1] = paragraph(cluster) end
  local meta = {
    references = known,
    csl = job.style,
    lang = request.language,
    ['link-citations'] = true,
  }
  local is_set, document = pcall(pandoc.utils.citeproc, pandoc.Pandoc(blocks, meta))
  if is_set then
    local shown = pandoc.Blocks {}
    for position, block in ipairs(document.blocks) do
      if position > #known then shown:insert(block) end
    end
    io.write(pandoc.write(pandoc.Pandoc(shown), 'json'), '\n')
  else
    io.write(pandoc.json.encode({ error = tostring(document) }), '\n')
  end
end
