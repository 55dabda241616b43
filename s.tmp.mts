import { loadResourceSpecification } from './engine/index.ts';
import { kindOf } from './engine/resources/index.ts';
const s = await loadResourceSpecification();
for (const [type, t] of s.types) { const k = kindOf(type); if (!k) { console.log('drawn', type); continue; }
 const missing=[...t.properties.keys()].filter(p=>!(p in k.properties)); const extra=Object.keys(k.properties).filter(p=>!t.properties.has(p));
 const ma=t.attributes.filter(p=>!(p in k.attributes)); const ea=Object.keys(k.attributes).filter(p=>!t.attributes.includes(p));
 if (missing.length||extra.length||ma.length||ea.length) console.log(type,'missing',missing.join(),'extra',extra.join(),'| attrs missing', ma.join(),'extra',ea.join());
 for (const [n,p] of t.properties) { const spec=k.properties[n]; if(!spec) continue; const req=spec.endsWith('!'); if (req!==p.required) console.log('  req', type,n,'ours',req,'aws',p.required); const kind=p.type.kind; const o=spec.replace('!',''); const exp={text:'text',number:'number',boolean:'boolean',json:'json',any:'json',list:'list',map:'map',part:'map'}[kind]; if (exp!==o) console.log('  type',type,n,o,exp);}
}
